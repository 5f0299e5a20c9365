#!/bin/sh
# Checks UNREAD_PORTALS before it gets into the headers: origins of portals, separated by single spaces. docs/deploy.md
# tells the rule; scripts/nginx-config.mjs has it as well, and one table in the tests holds for both.
export LC_ALL=C

label='[a-z0-9]([a-z0-9-]*[a-z0-9])?'
top='[a-z]([a-z0-9-]*[a-z0-9])?'
port='(:[0-9]{1,5})?'
host="https?://($label\\.)*$label$port"
# With less than this behind the star, it would stand for a public suffix such as co.uk.
zone="https://\\*\\.(($label\\.)+$label|[a-z0-9][a-z0-9-]{2,}[a-z0-9])\\.$top$port"

# A line break, a tab or a quote is refused here, since grep looks at lines.
case ${UNREAD_PORTALS:-} in
    *[!a-z0-9:/.*\ -]*) ;;
    *) printf '%s\n' "${UNREAD_PORTALS:-}" | grep -Eqx "($host|$zone)( ($host|$zone))*" && exit 0 ;;
esac

echo 'UNREAD_PORTALS must name the portals, such as "https://example.bitrix24.com https://portal.example.org:8443".' >&2
echo 'All portals of a zone: "https://*.bitrix24.com". No paths, no "*" alone, no "*" before a public suffix.' >&2
exit 1
