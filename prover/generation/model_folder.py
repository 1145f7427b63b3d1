"""What the generators read of a model's folder besides its weights: its tokenizer, its end tokens, its context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
from transformers import AutoConfig, AutoTokenizer, GenerationConfig, PretrainedConfig, PreTrainedTokenizerBase

from data_pipeline import InputError
from prover.generation.generator import Ask, Sampling
from prover.generation.prompt import Chat

NAME = re.compile(r"[\w.-]+/[\w.-]+")
WANTED = ["*.json", "*.safetensors", "*.model", "*.jinja", "*.txt"]


@dataclass(frozen=True)
class ModelText:
    """A model's tokenizer, the tokens that end a completion, and how many tokens it can see."""

    tokenizer: PreTrainedTokenizerBase
    ends: frozenset[int]
    context: int

    @property
    def chat(self) -> Chat | None:
        """The model's own way to write a conversation, its answer begun; None where it has none."""
        return self._converse if self.tokenizer.chat_template else None

    def _converse(self, messages: list[dict[str, str]]) -> str:
        return str(self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))

    def encode(self, prompt: str) -> tuple[int, ...]:
        """A prompt's tokens, the beginning-of-sequence token among them where the model knows one, once."""
        begin = self.tokenizer.bos_token
        begun = begin is not None and prompt.startswith(str(begin))
        ids = self.tokenizer.encode(prompt, add_special_tokens=not begun)
        while ids and ids[-1] in self.ends and not prompt.endswith(str(self.tokenizer.convert_ids_to_tokens(ids[-1]))):
            ids.pop()
        return tuple(ids)

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens, without special ones."""
        return str(self.tokenizer.decode(list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False))

    def stops(self, ids: Sequence[int], stop: Sequence[str]) -> bool:
        """Whether the last of these tokens completes one of the stop strings."""
        if not stop:
            return False
        reach = max(len(one.encode()) for one in stop) + 8  # a token has a byte or more; what is cut may lose its blank
        tail = self.decode(ids[-reach:])
        return any(one in tail for one in stop)

    def room(self, ask: Ask, sampling: Sampling) -> int:
        """How many tokens may follow a prompt. Raises InputError where the context has none for it."""
        if not ask.prompt_ids:
            raise InputError(f"the prompt of {ask.key[0]} has no tokens; give it at least one")
        left = self.context - len(ask.prompt_ids)
        if left < 1:
            raise InputError(
                f"the prompt of {ask.key[0]} has {len(ask.prompt_ids)} tokens, and the context of the model is "
                f"{self.context}, completion included: shorten the prompt or take a model with a longer context"
            )
        return min(left, sampling.max_tokens)


def find_folder(model: str | Path) -> Path:
    """A folder as it is; a name such as ``org/model`` is downloaded once from the Hugging Face hub."""
    folder = Path(model)
    if folder.is_dir():
        return folder
    if not NAME.fullmatch(str(model)):
        raise InputError(f"{model}: no such folder; give a model's folder, or its name on the hub (org/name)")
    try:
        return Path(snapshot_download(str(model), allow_patterns=WANTED))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        reason = str(error).strip().splitlines()[0]
        raise InputError(
            f"{model}: no such folder, and not to be had from the Hugging Face hub ({reason}); "
            "check the name and the network, or give a folder"
        ) from error


def read_model_text(folder: Path, context: int | None = None) -> ModelText:
    """Tokenizer, end tokens and context of a folder; ``context`` asks for less than the model can see."""
    config = read_config(folder)
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{folder}: no tokenizer that can be read ({_first_line(error)}); put the model's tokenizer.json and "
            "tokenizer_config.json beside its config.json"
        ) from error
    if len(tokenizer) == 0 or not tokenizer.encode("theorem", add_special_tokens=False):
        raise InputError(f"{folder}: its tokenizer knows no tokens; put the model's tokenizer.json beside config.json")
    longest = longest_context(config)
    if context is not None and not 1 < context <= longest:
        raise InputError(f"{folder}: a context of {context} tokens was asked for, the model has {longest}")
    return ModelText(tokenizer, find_ends(folder, config, tokenizer), context or longest)


def read_config(folder: Path) -> PretrainedConfig:
    """The model's configuration. Raises InputError where there is none."""
    if not (folder / "config.json").is_file():
        raise InputError(f"{folder}: no config.json in it; give the folder that save_pretrained wrote")
    try:
        config: PretrainedConfig = AutoConfig.from_pretrained(folder, local_files_only=True).get_text_config()
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{folder}/config.json: {_first_line(error)}") from error
    return config


def find_ends(folder: Path, config: PretrainedConfig, tokenizer: PreTrainedTokenizerBase) -> frozenset[int]:
    """The end tokens that the generation configuration, the model and the tokenizer name, all of them."""
    named: list[object] = [config.eos_token_id, tokenizer.eos_token_id]
    if (folder / "generation_config.json").is_file():
        named.append(GenerationConfig.from_pretrained(folder, local_files_only=True).eos_token_id)
    each = [end for one in named for end in (one if isinstance(one, list) else [one])]
    return frozenset(end for end in each if isinstance(end, int))


def longest_context(config: PretrainedConfig) -> int:
    """Tokens the model can see; where it attends through a window, those of the window, so that it never bites."""
    longest = int(getattr(config, "max_position_embeddings", None) or 2048)
    windowed = any("sliding" in kind for kind in getattr(config, "layer_types", None) or ()) or (
        getattr(config, "layer_types", None) is None and getattr(config, "use_sliding_window", True)
    )
    window = getattr(config, "sliding_window", None)
    return min(longest, int(window)) if windowed and window else longest


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
