"""What the map of municipalities shows."""

from typing import Any

from django.http import HttpRequest

from core.contexts import context_of
from libraries.enums import MunicipalityGroup
from showcase.components import CoverageGroup, TileMap
from showcase.models import CoveragePage
from showcase.models.coverage import contributions


@context_of.register
def coverage_context(page: CoveragePage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    found = contributions()
    groups = [CoverageGroup.of(group.heading, found, group) for group in MunicipalityGroup]
    return {
        "map": TileMap.of(found),
        "number": sum(1 for number in found.values() if number),
        "total": len(found),
        "groups": [group for group in groups if group.total],
    }
