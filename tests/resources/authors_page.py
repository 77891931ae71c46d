"""The examples of `docs/writing-a-leaflet.md`, one of each type of block."""

import re
from typing import get_args

from app.config import ROOT
from app.resources import load, schema

PAGE = (ROOT / "docs" / "writing-a-leaflet.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE = next(example for example in EXAMPLES if example.startswith("kind:"))
BLOCKS = [example for example in EXAMPLES if example.startswith("- id:")]
OPTION_SETS = [example for example in EXAMPLES if example.startswith("option_sets:")]
MESSAGES = [example for example in EXAMPLES if example.startswith("title:")]
UNION = get_args(get_args(schema.Block)[0])
TYPES = {name for block in UNION for name in get_args(block.model_fields["type"].annotation)}


def resource_with(blocks: str, head: str = "") -> schema.Resource:
    before = WHOLE.partition("blocks:")[0]
    if "type: library" in blocks:
        before = before.replace("kind: leaflet", "kind: guide")
    return load.parse(f"{before}{head}blocks:\n{blocks}", "example")
