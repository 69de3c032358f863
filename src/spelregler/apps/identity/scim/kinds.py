"""What an endpoint does with rows of ours told as things of the protocol; the same for users and for groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypedDict, TypeVar

from django.db.models import Model, QuerySet
from scim2_models import (
    Context,
    ListResponse,
    NotFoundException,
    PatchOp,
    Resource,
    ResponseParameters,
    SearchRequest,
)
from scim2_models.path import CompareOperator, Comparison

from spelregler.domain import reading
from spelregler.platform.audit.operations import Who

MOST = 200
"""How many a page holds at most."""
MOST_SEARCHED = 20_000
"""How many are looked through for a filter that the database does not answer."""
Json = dict[str, object]
"""A body, sent or answered; what a value is, the library's models know."""
Row = TypeVar("Row", bound=Model)
Thing = TypeVar("Thing", bound=Resource[Any])  # the library's own word for a resource without extensions


class Acting(TypedDict):
    """What every operation is told."""

    now: datetime
    today: date
    who: Who


@dataclass(frozen=True)
class Moment:
    """Who provisions, when, and where addresses begin."""

    who: Who
    now: datetime
    today: date
    base: str

    @property
    def acting(self) -> Acting:
        """What every operation is told."""
        return {"now": self.now, "today": self.today, "who": self.who}


class Kind(Generic[Row, Thing]):
    """A kind of thing: how a row is told, made, changed and removed; and what the endpoints answer with it."""

    name: ClassVar[str]
    columns: ClassVar[Mapping[str, str]]
    """What the database answers, by the attribute's name."""
    model: type[Thing]
    patch: type[PatchOp[Thing]]
    search: type[SearchRequest[Thing]]
    shown: type[ResponseParameters[Thing]]
    listing: type[ListResponse[Thing]]

    def rows(self) -> QuerySet[Row]:
        """Those that there are, by number."""
        raise NotImplementedError

    def told(self, row: Row, moment: Moment) -> Thing:
        """The row as SCIM says it."""
        raise NotImplementedError

    def create(self, thing: Thing, moment: Moment) -> Row:
        """A new one."""
        raise NotImplementedError

    def change(self, row: Row, thing: Thing, moment: Moment) -> Row:
        """It as it is from now on."""
        raise NotImplementedError

    def replace(self, row: Row, thing: Thing, moment: Moment) -> Row:
        """The whole of it anew."""
        raise NotImplementedError

    def remove(self, row: Row, moment: Moment) -> None:
        """It is gone."""
        raise NotImplementedError

    def whole(self, payload: Json) -> Json:
        """What was sent, with what the kind can tell from the rest of it."""
        return payload

    def _row(self, number: str) -> Row:
        row = self.rows().filter(pk=reading.read_or(reading.identity, number, None)).first()
        if row is None:
            raise NotFoundException(detail=f"{self.name}/{number} does not exist.")
        return row

    def _answer(self, row: Row, moment: Moment, asked: Mapping[str, str], context: Context) -> Json:
        wanted = self.shown.model_validate(asked)
        return self.told(row, moment).model_dump(scim_ctx=context, response_parameters=wanted, mode="json")

    def read(self, number: str, moment: Moment, asked: Mapping[str, str]) -> Json:
        """One of them. Refuses with `NotFoundException` one that is not there."""
        return self._answer(self._row(number), moment, asked, Context.RESOURCE_QUERY_RESPONSE)

    def created(self, payload: Json, moment: Moment, asked: Mapping[str, str]) -> Json:
        """A new one. Refuses with the library's words what the standard does not allow."""
        wanted = self.model.model_validate(self.whole(payload), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        return self._answer(self.create(wanted, moment), moment, asked, Context.RESOURCE_CREATION_RESPONSE)

    def replaced(self, number: str, payload: Json, moment: Moment, asked: Mapping[str, str]) -> Json:
        """The whole of it anew. Refuses with `NotFoundException` one that is not there."""
        row = self._row(number)
        wanted = self.model.model_validate(self.whole(payload), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
        wanted.replace(self.told(row, moment))
        row = self.replace(row, wanted, moment)
        return self._answer(row, moment, asked, Context.RESOURCE_REPLACEMENT_RESPONSE)

    def patched(self, number: str, payload: Json, moment: Moment, asked: Mapping[str, str]) -> Json:
        """A part of it. Refuses with `NotFoundException` one that is not there."""
        row = self._row(number)
        patch = self.patch.model_validate(payload, scim_ctx=Context.RESOURCE_PATCH_REQUEST)
        thing = self.told(row, moment)
        if patch.patch(thing):
            row = self.change(row, thing, moment)
        return self._answer(row, moment, asked, Context.RESOURCE_PATCH_RESPONSE)

    def removed(self, number: str, moment: Moment) -> None:
        """Refuses with `NotFoundException` one that is not there."""
        self.remove(self._row(number), moment)

    def searched(self, wanted: Mapping[str, object], moment: Moment) -> Json:
        """One page of those that fit the filter, two hundred at most."""
        asked = self.search.model_validate(wanted)
        found = self._found(asked, moment)
        total = found.count() if isinstance(found, QuerySet) else len(found)
        start, count = stretch(asked.start_index, asked.count)
        page = [self.told(row, moment) for row in found[start - 1 : start - 1 + count]]
        answer = self.listing(total_results=total, start_index=start, items_per_page=len(page), resources=page)
        told: Json = answer.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json", response_parameters=asked)
        return told

    def _found(self, asked: SearchRequest[Thing], moment: Moment) -> QuerySet[Row] | Sequence[Row]:
        """The rows that a filter fits. Equality on a name is asked of the database; anything else is looked through."""
        rows, wanted = self.rows(), asked.filter
        if wanted is None:
            return rows
        tree = wanted.ast
        if isinstance(tree, Comparison) and tree.op == CompareOperator.eq and not tree.attr_path.sub_attr:
            column = self.columns.get(tree.attr_path.attr.lower())
            if column == "pk" and reading.read_or(reading.identity, str(tree.value), None) is None:
                return rows.none()
            if column:
                return rows.filter(**{column: tree.value})
        return [row for row in rows[:MOST_SEARCHED] if wanted.match(self.told(row, moment))]


def stretch(start: int | None, count: int | None) -> tuple[int, int]:
    """From which number, and how many; as many as a page holds where nobody says."""
    return start or 1, min(MOST if count is None else count, MOST)
