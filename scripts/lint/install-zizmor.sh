#!/usr/bin/env bash
# Installs zizmor, by its hash, into its own folder: run install-zizmor.sh FOLDER, then add FOLDER/bin to PATH.
set -euo pipefail
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps \
  --requirement "$(dirname "$0")/zizmor/requirements.txt"
