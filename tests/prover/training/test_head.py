"""The chunked head against a head that has all logits at once."""

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")

from torch.nn import functional  # noqa: E402 - only where torch is

from prover.training.head import Head, score, token_log_probs, weighted_log_likelihood  # noqa: E402

TOKENS, WIDTH, VOCABULARY = 37, 24, 1009


def inputs(dtype=torch.float64, tokens=TOKENS, bias=False):
    draw = torch.Generator().manual_seed(7)
    hidden = torch.randn(tokens, WIDTH, generator=draw, dtype=torch.float64).to(dtype)
    weight = torch.randn(VOCABULARY, WIDTH, generator=draw, dtype=torch.float64).to(dtype)
    labels = torch.randint(VOCABULARY, (tokens,), generator=draw)
    offset = torch.randn(VOCABULARY, generator=draw, dtype=torch.float64).to(dtype) if bias else None
    coefficients = torch.randn(tokens, generator=draw, dtype=torch.float64)
    leaves = [t.requires_grad_() for t in (hidden, weight) + ((offset,) if bias else ())]
    return hidden, weight, labels, offset, coefficients, leaves


def naive(hidden, weight, labels, offset, temperature):
    logits = functional.linear(hidden, weight, offset) / temperature
    log_p = logits.log_softmax(-1)
    return log_p.gather(-1, labels[:, None]).squeeze(-1), -(log_p.exp() * log_p).sum(-1), logits.argmax(-1) == labels


@pytest.mark.parametrize("chunk", [1, 5, 36, 37, 1000])
@pytest.mark.parametrize("temperature", [1.0, 0.6, 2.0])
@pytest.mark.parametrize("bias", [False, True])
def test_scores_are_those_of_full_logits(chunk, temperature, bias):
    hidden, weight, labels, offset, _, _ = inputs(bias=bias)
    for found, wanted in zip(
        score(hidden, weight, labels, temperature, offset, chunk),
        naive(hidden, weight, labels, offset, temperature),
        strict=True,
    ):
        torch.testing.assert_close(found, wanted.detach(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-12), (torch.float32, 1e-5)])
@pytest.mark.parametrize("temperature", [1.0, 0.6])
@pytest.mark.parametrize("bias", [False, True])
def test_gradients_are_those_of_full_logits_in_both_forms(dtype, tolerance, temperature, bias):
    hidden, weight, labels, offset, coefficients, leaves = inputs(dtype, bias=bias)
    reference = [leaf.detach().double().requires_grad_() for leaf in leaves]
    log_p, _, _ = naive(reference[0], reference[1], labels, reference[2] if bias else None, temperature)
    wanted = torch.autograd.grad(3 * (coefficients * log_p).sum(), reference)
    fused = weighted_log_likelihood(hidden, weight, labels, coefficients, temperature, offset, 5)
    torch.testing.assert_close(fused.double(), (coefficients * log_p).sum(), rtol=tolerance, atol=tolerance)
    twice, _ = token_log_probs(hidden, weight, labels, temperature, offset, 5)
    for loss in (3 * fused, 3 * (coefficients * twice).sum()):
        for found, right in zip(torch.autograd.grad(loss, leaves), wanted, strict=True):
            assert (found.double() - right).abs().max() <= tolerance * right.abs().max()


def test_no_token_gives_zero_and_a_zero_gradient():
    hidden, weight, labels, _, coefficients, leaves = inputs(tokens=0)
    loss = weighted_log_likelihood(hidden, weight, labels, coefficients)
    assert loss == 0
    assert torch.autograd.grad(loss, leaves)[1].abs().max() == 0


def test_rows_with_coefficient_zero_get_no_gradient():
    hidden, weight, labels, _, coefficients, _ = inputs()
    coefficients[::2] = 0
    [d_hidden] = torch.autograd.grad(weighted_log_likelihood(hidden, weight, labels, coefficients, chunk=5), [hidden])
    assert d_hidden[::2].abs().max() == 0
    assert d_hidden[1::2].abs().amin() > 0


def test_tied_weights_get_both_gradients():
    """The embedding's and the head's add up where they are one parameter."""
    torch.manual_seed(1)
    table = torch.nn.Embedding(VOCABULARY, WIDTH, dtype=torch.float64)
    head = torch.nn.Linear(WIDTH, VOCABULARY, bias=False, dtype=torch.float64)
    head.weight = table.weight
    tokens, labels = torch.randint(VOCABULARY, (2, TOKENS))
    coefficients = torch.ones(TOKENS, dtype=torch.float64)
    [found] = torch.autograd.grad(Head(head)(table(tokens).tanh(), labels, coefficients), [table.weight])
    log_p, _, _ = naive(table(tokens).tanh(), table.weight, labels, None, 1.0)
    [wanted] = torch.autograd.grad(log_p.sum(), [table.weight])
    torch.testing.assert_close(found, wanted)


def test_the_entropy_of_a_uniform_distribution_and_of_a_certain_one():
    labels = torch.tensor([3])
    uniform = score(torch.zeros(1, WIDTH), torch.ones(VOCABULARY, WIDTH), labels)
    assert uniform.entropies.item() == pytest.approx(torch.log(torch.tensor(float(VOCABULARY))).item(), rel=1e-6)
    certain = score(torch.ones(1, 1), torch.nn.functional.one_hot(labels, VOCABULARY).T * 50.0, labels)
    assert certain.entropies.item() == pytest.approx(0, abs=1e-6)
    assert certain.greedy.item()


def test_logits_never_exist():
    """Peak memory grows with the chunk, not with the number of tokens."""
    tokens, vocabulary = 4096, 20_000
    hidden = torch.randn(tokens, 8, requires_grad=True)
    weight = torch.randn(vocabulary, 8, requires_grad=True)
    labels = torch.randint(vocabulary, (tokens,))
    with torch.profiler.profile(profile_memory=True, activities=[torch.profiler.ProfilerActivity.CPU]) as profile:
        weighted_log_likelihood(hidden, weight, labels, torch.ones(tokens), chunk=64).backward()
    largest = max(event.self_cpu_memory_usage for event in profile.events())
    assert largest <= 4 * 64 * vocabulary * 4
