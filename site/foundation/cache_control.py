"""Cache-Control values: how long anybody may keep an answer. Nothing else decides it.

What is unpublished, hidden or changed must be gone within 60 seconds at every door, behind any shared cache: the
worker's clock may take a round to notice (15 seconds and the work), then a shared cache and after it a browser may
each keep what they have for KEPT_SECONDS.
"""

KEPT_SECONDS = 20
PAGE = f"public, max-age=0, s-maxage={KEPT_SECONDS}"  # a browser asks each time, so that a reload shows what is new
ANSWER = f"public, max-age={KEPT_SECONDS}"  # of programs, pictures and films, which ask again by ETag
PRIVATE = "private, no-store"
FOR_EVER = "public, max-age=31536000, immutable"  # only where the address changes with the content
