# Sourced by tests/*/run: what programs a test needs, and what happens when they are absent.

# need PROGRAM=DEBIAN_PACKAGE... (or python:MODULE=DEBIAN_PACKAGE): installs what is absent, as root with
# CI=true or install=yes; what is absent still fails under CI=true, and else skips the whole test and says so.
need() {
    local missing
    missing=$(absent "$@")
    if [[ -n $missing && ( ${CI:-} == true || ${install:-} == yes ) && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        apt-get update -qq
        # shellcheck disable=SC2086 # one word for each package
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(packages $missing) >/dev/null
        missing=$(absent "$@")
    fi
    [[ -z $missing ]] && return
    if [[ ${CI:-} == true ]]; then
        echo "absent or too old: $(programs $missing); needed under CI" >&2
        exit 1
    fi
    echo "skipped: $(programs $missing) absent or too old (Debian: apt-get install $(packages $missing))"
    exit 0
}

absent() {
    local pair
    for pair in "$@"; do is_there "${pair%%=*}" || echo "$pair"; done
}
is_there() {
    case $1 in
        python:*) python3 -c "import ${1#python:}" 2>/dev/null ;;
        node) node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' 2>/dev/null ;; # playwright-core
        *) command -v "$1" >/dev/null ;;
    esac
}
programs() { local each=("${@%%=*}"); echo "${each[*]}"; }
packages() { printf '%s\n' "${@#*=}" | sort -u | paste -sd ' '; }

# write_sets FOLDER: the whole set of each example, as FOLDER/<example>.
write_sets() {
    local example
    for example in riverbend harbor; do
        rm -rf "${1:?}/$example"
        cargo run --locked --release -q -- report "examples/$example" --all --output "$1/$example"
    done
}

# write_plan FOLDER: the plan of riverbend in every format, as FOLDER/plan.*.
write_plan() {
    local format
    rm -rf "${1:?}" && mkdir -p "$1"
    for format in html json xlsx md csv ics; do
        cargo run --locked --release -q -- plan examples/riverbend --target concordant --start 2026-11-02 \
            --quiet --output "$1/plan.$format"
    done
}

# write_template FOLDER: the blank workbook of riverbend, and those of its departments.
write_template() {
    rm -rf "${1:?}"
    cargo run --locked --release -q -- template examples/riverbend --output "$1/riverbend.xlsx" --quiet >/dev/null
    cargo run --locked --release -q -- template examples/riverbend --split-by role --output "$1/roles" --quiet >/dev/null
}
