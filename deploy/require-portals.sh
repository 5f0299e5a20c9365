#!/bin/sh
# Which portals may embed the app has no sensible default: an empty list lets nobody in, and shows an empty frame.
if [ -z "${UNREAD_PORTALS:-}" ]; then
    echo 'Set UNREAD_PORTALS, such as "https://example.bitrix24.com".' >&2
    exit 1
fi
