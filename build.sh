#!/usr/bin/env bash
# The Cake bootstrapper: ./build.sh [target] [arguments for cake]. Targets: ./build.sh help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# need FILE PACKAGE WHY: installs a Debian package when the file is missing and we may, else says which one is missing.
need() {
    local file=$1 package=$2 why=$3
    [ -n "$(compgen -G "$file")" ] && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing the Debian package $package ($why)."
        apt-get install -y --no-install-recommends "$package" >/dev/null 2>&1 ||
            { apt-get update >/dev/null && apt-get install -y --no-install-recommends "$package" >/dev/null; } ||
            { echo "Could not install the Debian package $package, which is needed: $why." >&2; exit 1; }
    else
        echo "The Debian package $package is missing ($why). Install it: sudo apt-get install $package" >&2
        exit 1
    fi
}

target=${1:-default}
[ $# -gt 0 ] && shift
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: the command dotnet is not on the PATH." >&2; exit 1; }
case $target in
default | test | coverage)
    need '/usr/lib/*/libsqlite3.so.0' libsqlite3-0 "the journal's database"
    # The tests start servers of their own. Debian would start one too, on a port that somebody may want.
    if [ "$(id -u)" = 0 ] && [ -z "$(compgen -G '/usr/lib/postgresql/*/bin/postgres')" ]; then
        need '/etc/postgresql-common/createcluster.conf' postgresql-common "the settings of PostgreSQL's package"
        sed -Ei 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    fi
    need '/usr/lib/postgresql/*/bin/postgres' postgresql "the tests of the bank host's store"
    need '/usr/bin/chromium' chromium "the browser tests"
    need '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' fonts-dejavu-core "the browser tests measure the pages in it"
    ;;
esac

dotnet tool restore >/dev/null
rm -f TestResults/summary.txt
status=0
dotnet cake build.cake --target="$target" "$@" || status=$?
[ -f TestResults/summary.txt ] && cat TestResults/summary.txt
exit "$status"
