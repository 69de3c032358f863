"""What the pages of moves and of reprioritisations share: the body asked for, and the right to enter."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import must
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.queries import frame_rows, moves
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Pager, page_asked


def pager_of(request: Request, *, total: int, word: str = "sida") -> Pager:
    asked = page_asked(request.GET.get(word, ""))
    kept = {name: request.GET.get(name, "") for name in ("per", "organ", "sida", "vantar") if name != word}
    return Pager.of(asked, total=total, most=moves.MOST_ROWS, word=word, **kept)


def body_asked(request: Request, code: str) -> Body:
    found = frame_rows.body_on(code=code, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(
            Words("The committee does not exist on that day."),
            way=Words("Go to Frames and choose there."),
        )
    return found


def may_enter_moves(request: Request, body: Body) -> bool:
    return actions.may_enter(request.acting_role, body.code, is_council=body.kind == Body.Kind.COUNCIL)


def must_enter(request: Request, body: Body) -> None:
    is_council = body.kind == Body.Kind.COUNCIL
    must(request.acting_role, actions.enters(is_council=is_council), actions.entered(body.code))
