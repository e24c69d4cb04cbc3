#!/usr/bin/env bash
# Installs zizmor, by its hash, into a folder of its own: install-zizmor.sh FOLDER, then FOLDER/bin is what PATH needs.
set -euo pipefail
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps \
  --requirement "$(dirname "$0")/zizmor/requirements.txt"
