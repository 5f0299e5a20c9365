#!/bin/sh
# Puts a build in place of another one without a blank frame anywhere: sh deploy/update.sh dist /srv/unread
#
# Files with a hash in their names first, the page last. What the release before consisted of stays for UNREAD_KEEP_DAYS
# days (7): a frame that is open still asks for its own files. Going back is the same with the older dist/.
set -eu
umask 022

from=${1:?the folder of the build, such as dist}
to=${2:?the folder that is served, such as /srv/unread}
days=${UNREAD_KEEP_DAYS:-7}

for name in index.html files.txt assets; do
    [ -e "$from/$name" ] || { echo "$from has no $name: it is no build." >&2; exit 1; }
done
mkdir -p "$to/assets"

# The age of a file counts from the update that replaced it, not from the one that brought it.
if [ -f "$to/files.txt" ]; then
    sed -n 's|^[0-9a-f]*  assets/||p' "$to/files.txt" | while read -r name; do
        for file in "$to/assets/$name" "$to/assets/$name.gz" "$to/assets/$name.br"; do
            if [ -f "$file" ]; then touch "$file"; fi
        done
    done
fi

# Each file comes to be at once, never in part: it is renamed into its place.
place() {
    cp "$from/$1" "$to/$1.new"
    # The server is another user.
    chmod 644 "$to/$1.new"
    mv "$to/$1.new" "$to/$1"
}
for file in "$from"/assets/*; do place "assets/${file##*/}"; done
for file in "$from"/*; do
    name=${file##*/}
    case $name in assets | index.html | index.html.gz | index.html.br) ;; *) place "$name" ;; esac
done
# The packed page must not outlive the page it was packed from.
rm -f "$to/index.html.gz" "$to/index.html.br"
place index.html
for ending in gz br; do
    if [ -f "$from/index.html.$ending" ]; then place "index.html.$ending"; fi
done

find "$to/assets" -type f -mtime "+$days" | while read -r file; do
    name=${file##*/}
    name=${name%.gz}
    name=${name%.br}
    grep -q "  assets/$name\$" "$to/files.txt" || rm "$file"
done
