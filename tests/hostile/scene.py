"""The inputs of the corpus as documents, with everything that they reach for in its place."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.canaries import Folder
from tests.hostile.corpus.hostile import BLANK, Hostile
from tests.hostile.listener import Listener

DRAWN = re.compile(r"«asset»")


@dataclass
class Scene:
    """Canary files of every input, the machine that listens, and what both noticed."""

    folder: Folder
    listener: Listener

    @classmethod
    def at(cls, path: Path, inputs: Iterable[Hostile]) -> "Scene":
        folder = Folder(path)
        secret = folder.put("redirected", "png")
        scene = cls(folder, Listener(secret.as_uri()))
        for each in inputs:
            for kind in each.kinds:
                folder.put(each.name, kind)
        scene.noticed()
        return scene

    def noticed(self) -> tuple[set[str], list[str]]:
        """The files that were opened and what was asked, since the last time."""
        return self.folder.opened(), self.listener.heard()

    def close(self) -> None:
        self.folder.close()
        self.listener.close()

    def filled(self, text: str, of: Hostile, asset: str = "") -> str:
        """A part of the input with real addresses."""
        here = self.listener.here

        def address(found: re.Match[str]) -> str:
            what, kind = found.groups()
            path = str(self.folder.path / f"{of.name}.{kind}")
            known = {
                "file": f"file://{path}",
                "path": path,
                "web": f"http://{here}/{of.name}.{kind}",
                "hop": f"http://{here}/hop/{of.name}.{kind}",
                "here": here,
                "port": here.split(":")[1],
                "asset": asset,
            }
            return known[what]

        return BLANK.sub(address, text)

    def document(self, inputs: Iterable[Hostile], *, is_open: bool = False) -> str:
        """One document with all these inputs, each in an element with its name. For an open press
        their assets stand within their addresses."""
        head = body = before = ""
        for each in inputs:
            asset = self._as_address(each) if is_open else f"asset:{each.name}.svg"
            said = self.filled(each.head, each, asset)
            before, head = (said, head) if said.startswith("<!") else (before, head + said)
            head += f"<style>{self.filled(each.style, each, asset)}</style>" if each.style else ""
            body += f'<div id="{each.name}">{self.filled(each.body, each, asset)}</div>\n'
        start = before or "<!doctype html>"
        return (
            f'{start}<html lang="en"><head><title>t</title>{head}</head><body>{body}</body></html>'
        )

    def assets(self, inputs: Iterable[Hostile]) -> dict[str, bytes]:
        return {f"asset:{i.name}.svg": self.filled(i.asset, i).encode() for i in inputs if i.asset}

    def _as_address(self, each: Hostile) -> str:
        packed = base64.b64encode(self.filled(each.asset, each).encode()).decode()
        return f"data:image/svg+xml;base64,{packed}"
