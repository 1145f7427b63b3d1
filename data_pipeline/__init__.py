"""Problems and data sets: layer 1. Light: heavy libraries are imported only where a hub data set is read."""

from data_pipeline.header import core_header, needs_core, under_core
from data_pipeline.lines import InputError, JsonLine, read_json_lines
from data_pipeline.problem import Problem, open_proof, problem_from_code, problem_from_row, split_header
from data_pipeline.problem_set import ProblemSet, read_problems

__all__ = [
    "InputError",
    "JsonLine",
    "Problem",
    "ProblemSet",
    "core_header",
    "needs_core",
    "open_proof",
    "problem_from_code",
    "problem_from_row",
    "read_json_lines",
    "read_problems",
    "split_header",
    "under_core",
]
