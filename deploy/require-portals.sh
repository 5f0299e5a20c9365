#!/bin/sh
# Which portals may embed the app has no safe default: an empty list would let nobody in, or everybody.
if [ -z "${UNREAD_PORTALS:-}" ]; then
    echo 'Set UNREAD_PORTALS, such as "https://example.bitrix24.com".' >&2
    exit 1
fi
