from __future__ import annotations

import re

from prover.known_defects import known_defects, read_defects


def test_the_list_names_each_problem_once_with_its_split_what_is_wrong_and_a_source() -> None:
    defects = read_defects()
    assert len({defect.name for defect in defects}) == len(defects) >= 13
    for defect in defects:
        assert re.fullmatch(r"\w+", defect.name)
        assert defect.split in {"valid", "test"}, defect.name
        assert len(defect.wrong) > 20, defect.name
        assert re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+/(?:issues|pull)/\d+", defect.source), defect.name


def test_those_of_a_benchmark_are_found_in_its_order() -> None:
    found = known_defects(["mathd_algebra_314", "not_listed", "aime_1994_p3"])
    assert list(found) == ["mathd_algebra_314", "aime_1994_p3"]
    assert "natural numbers" in found["mathd_algebra_314"].wrong
