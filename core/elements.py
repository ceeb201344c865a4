"""A document's elements, read strictly: what is missing or malformed names itself and its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .errors import InputError

Value = TypeVar("Value")


@dataclass(frozen=True)
class Element:
    """One element of an XML document, without namespaces."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()
    path: str = ""
    """Names from the root down to this element, for messages."""

    file: str = ""
    """The document's name, for messages."""

    def each(self, name: str) -> Iterator[Element]:
        """The children of this name; there may be none."""
        return (child for child in self.children if child.name == name)

    def has(self, path: str) -> bool:
        """There is such an element below this one; `path` is names with slashes between them."""
        head, _, rest = path.partition("/")
        return any(not rest or child.has(rest) for child in self.each(head))

    def find(self, path: str) -> Element:
        """The first element below this one; InputError, which names element and file, if there is none."""
        found = self
        for name in path.split("/"):
            below = next(found.each(name), None)
            if below is None:
                raise InputError(
                    f"{self.file} has no element {found.path}/{name}: the file is damaged or of another kind. "
                    "Download the product again."
                )
            found = below
        return found

    def list(self, path: str, name: str) -> tuple[Element, ...]:
        """The children called `name` of a list, which must be as many as its count attribute says."""
        holder = self.find(path)
        found = tuple(holder.each(name))
        said = holder.attributes.get("count")
        if said is not None and said != str(len(found)):
            raise InputError(
                f"{self.file}: {holder.path} announces {said} elements {name} and holds {len(found)}: the file is "
                "damaged. Download the product again."
            )
        return found

    def string(self, path: str) -> str:
        """The text of an element, without blanks around it; InputError where it is empty."""
        found = self.find(path)
        if not found.text:
            raise found.malformed("a value")
        return found.text

    def integer(self, path: str) -> int:
        return self._converted(path, int, "a whole number")

    def number(self, path: str) -> float:
        """A finite number."""
        return self._converted(path, _finite, "a number")

    def boolean(self, path: str) -> bool:
        return self._converted(path, lambda text: {"true": True, "false": False}[text.lower()], "true or false")

    def numbers(self, path: str) -> NDArray[np.float64]:
        """Finite numbers separated by blanks, as many as the count attribute says."""
        found = self.find(path)
        values = self._converted(path, lambda text: np.array(text.split(), np.float64), "numbers")
        said = found.attributes.get("count", str(values.size))
        if said != str(values.size) or not np.isfinite(values).all():
            raise found.malformed(f"{said} numbers")
        return values

    def malformed(self, expected: str) -> InputError:
        """The error to raise where this element does not hold what it should."""
        return InputError(
            f"{self.file}: {self.path} holds '{self.text[:40]}' instead of {expected}: the file is damaged. "
            "Download the product again."
        )

    def _converted(self, path: str, convert: Callable[[str], Value], expected: str) -> Value:
        found = self.find(path)
        try:
            return convert(self.string(path))
        except (ValueError, KeyError) as error:
            raise found.malformed(expected) from error


def _finite(text: str) -> float:
    value = float(text)
    if not np.isfinite(value):
        raise ValueError(text)
    return value
