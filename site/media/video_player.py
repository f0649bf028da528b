"""Present a video to pages and programs."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.embed_providers import EmbedPlayer, find_embed_player
from media.enums import AudioDescription
from media.models import Video
from media.pictures import Picture, absolute_url, picture_of


@dataclass(frozen=True)
class VideoPlayer:
    """Shape: `file_url` of our own film, `link_url` of one elsewhere; both None while ours is being made ready."""

    pk: int
    title: str
    file_url: str | None
    link_url: str | None
    captions_url: str | None
    transcript: str
    audio_description: str
    audio_description_note: str
    duration_seconds: int | None
    credit: str
    licence: str
    poster: Picture | None

    @property
    def elsewhere(self) -> EmbedPlayer | None:
        """Who receives the visitor's request when she plays or follows a film that is not ours."""
        return find_embed_player(self.link_url) if self.link_url else None

    @property
    def length(self) -> str:
        """Minutes and seconds, «1:05»; empty when unknown."""
        if self.duration_seconds is None:
            return ""
        return f"{self.duration_seconds // 60}:{self.duration_seconds % 60:02}"

    def as_api(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "file": absolute_url(self.file_url) if self.file_url else None,
            "url": self.link_url,
            "poster": self.poster.as_api() if self.poster else None,
            "captions": absolute_url(self.captions_url) if self.captions_url else None,
            "transcript": self.transcript,
            "audio_description": self.audio_description,
            "audio_description_note": self.audio_description_note,
            "duration_seconds": self.duration_seconds,
            "credit": self.credit,
            "licence": self.licence,
        }


def video_player_of(video: Video | None) -> VideoPlayer | None:
    """The film of a video, None for none and for one that is withheld.

    Cost: none when poster and renditions are prefetched.
    """
    if video is None or video.is_withheld:
        return None
    note = video.audio_description_note if video.audio_description != AudioDescription.UNDECIDED else ""
    return VideoPlayer(
        pk=video.pk,
        title=video.title,
        file_url=video.file.url if video.file else None,
        link_url=video.url or None,
        captions_url=reverse("captions", args=[video.pk]) if video.captions else None,
        transcript=video.transcript,
        audio_description=video.audio_description,
        audio_description_note=note,
        duration_seconds=video.duration_seconds,
        credit=video.credit,
        licence=video.licence,
        poster=picture_of(video.poster),
    )
