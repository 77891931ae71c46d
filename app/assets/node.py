"""Runs the pinned Node tools: sass, rtlcss and svgo. Python decides what they work on."""

import subprocess

from app.assets import NODE_MODULES, AssetError


def run_tool(name: str, *arguments: str) -> None:
    """Run one tool to its end; raises AssetError with what the tool said."""
    program = NODE_MODULES / ".bin" / name
    if not program.exists():
        raise AssetError(f"the tool {name} is missing. Run `make setup`.")
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssetError(f"{name} failed: {(done.stderr or done.stdout).strip()}")
