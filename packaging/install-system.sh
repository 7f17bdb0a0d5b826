#!/bin/sh
# Install what is missing of packaging/system-packages.txt: as root or with password-less sudo; otherwise
# say the exact command and stop. Quick when nothing is missing. Other systems than Debian's are left alone.
set -eu
command -v dpkg-query >/dev/null 2>&1 || exit 0
here=$(dirname "$0")
wanted=$(sed -e 's/#.*//' "$here/system-packages.txt")
# Newer releases renamed some libraries (libglib2.0-0t64): a package that provides the name counts too.
installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}, ${Provides}\n' | sed -n 's/^ii  *//p' |
  tr ',' '\n' | sed -e 's/^ *//' -e 's/[ (].*//' -e 's/:.*//')
missing=
for name in $wanted; do
  if [ "$name" = python3-venv ] && "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null; then continue; fi
  printf '%s\n' "$installed" | grep -qx "$name" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n "
else
  printf 'These system packages are missing. Install them, then run make again:\n\n  sudo apt-get update && sudo %s\n\n' "$install" >&2
  exit 1
fi
printf 'Installing system packages:%s\n' "$missing"
export DEBIAN_FRONTEND=noninteractive
${as_root}apt-get update -q
${as_root}$install -q
