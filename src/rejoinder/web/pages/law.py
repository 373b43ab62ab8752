"""A pack on screen: every rule or step with its sources, how firm they are, and its examples."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.errors import UsageError
from rejoinder.law.calendars import places
from rejoinder.law.loading import law
from rejoinder.procedure.packs import packs
from rejoinder.web.frame import Page, draw, words_of
from rejoinder.write import clocks as write
from rejoinder.write.procedure import REVIEWED


def show(request: Request) -> Response:
    """Draw one pack, with the list of all."""
    words, name = words_of(request), request.path_params["pack"]
    if name in packs():
        procedure = packs()[name]
        page = Page(words.gettext(procedure.title), None, "help")
        return draw(request, "law_steps.html", page, pack=procedure, packs=packs(), reviewed=REVIEWED)
    pack = next((one for one in law().packs if one.id == name), None)
    if pack is None:
        known = ", ".join((*(one.id for one in law().packs), *packs()))
        raise UsageError(f"There is no rule pack named {name}.", f"The packs are: {known}.")
    told = {"who": write.WHO, "reviews": write.REVIEWS, "disclaimer": write.DISCLAIMER, "adviser": write.ADVISER}
    page = Page(words.gettext(pack.title), None, "help")
    return draw(request, "law.html", page, pack=pack, law=law(), told=told, places=places())


ROUTES = [Route("/law/{pack}", show)]
