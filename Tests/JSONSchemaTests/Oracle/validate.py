"""Tells which values schemas allow, as the reference implementation of JSON Schema sees it.

Each line of standard input is a question, {"Draft": 7, "Schema": ..., "Values": [...]}; each line of standard output is its
answer in the same order: a list of booleans, or a text that says why the schema is none.
"""

import json
import sys

import jsonschema

VALIDATORS = {
    4: jsonschema.Draft4Validator,
    6: jsonschema.Draft6Validator,
    7: jsonschema.Draft7Validator,
    2019: jsonschema.Draft201909Validator,
    2020: jsonschema.Draft202012Validator,
}


def answer(question):
    schema = question["Schema"]
    try:
        validator = VALIDATORS[question["Draft"]]
        validator.check_schema(schema)
        return [validator(schema).is_valid(value) for value in question["Values"]]
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]


for line in sys.stdin:
    if line.strip():
        print(json.dumps(answer(json.loads(line))))
