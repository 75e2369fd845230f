#!/bin/sh
# Starts the management command at most once per id and tells what became of it (docs/decisions/0005-launcher.md).
#   shirube-exec.sh JOBS PROGRAM [NONCE VERB WORDS…]
# JOBS (folder of the job records) and PROGRAM (path of vmiunit) are fixed where this script is installed, never sent: with
# `command="…/shirube-exec.sh JOBS PROGRAM"` in authorized_keys a key can do what is below and nothing else. Requests are words of
# [A-Za-z0-9._:/@=-], one blank between them; `@N` is an argument of N bytes that follows the line. Answers begin with `shirube/1 NONCE`.
# For dash, bash and busybox sh on Linux. Before the command only builtins run, but mkdir and the flush: each tool costs a millisecond.
#   serve [ready] · probe · launch ID NOT-AFTER ARGV… · state ID · void ID · list · follow ID OFFSET SECONDS · interrupt ID GRACE-MS
#   read SECONDS ARGV… · sweep DAYS ID…
set -u -f
cd / # wherever the login or the app stood: no command depends on it, and no folder is held
PROTOCOL=shirube/1 VERSION=3 STARTING_MS=10000 PAYLOAD_MAX=4096
JOBS=${1-} PROGRAM=${2-} NONCE=- IDENTITY=- BOOT=- NOW=0 BASE_MS=0 UPTIME_MS=0 SETSID= READY= SPARE= NEXT= PREPARES=
LOCALE=${LC_ALL--} UMASK=$(umask) LC_ALL=C IFS=' '
export LC_ALL # tools that look for no locale start faster and complain in words that are known
umask 077
# == time, processes
uptime_ms() { read -r up _ </proc/uptime; UPTIME_MS=$((${up%.*} * 1000 + 1${up#*.} * 10 - 1000)); }
now() { uptime_ms; NOW=$((BASE_MS + UPTIME_MS)); }
wall_ms() { # the only exact clock is a tool: asked once a session, then counted on by uptime
  WALL=$(date +%s%3N); case $WALL in ??????????*[!0-9]*) WALL=$(date +%s)000 ;; esac
}
set_clock() { wall_ms; uptime_ms; BASE_MS=$((WALL - UPTIME_MS)); }

# PID|self -> P_ID P_STATE P_SESSION P_START. The name in brackets may hold anything: cut after the last ") ".
process() {
  stat=
  while IFS= read -r part; do stat="$stat $part"; done 2>/dev/null </proc/"$1"/stat
  case $stat in *') '*) ;; *) return 1 ;; esac
  P_ID=${stat# }; P_ID=${P_ID%% *}
  set -- ${stat##*') '}
  [ $# -ge 40 ] || return 1 # it ended while it was read
  P_STATE=$1 P_SESSION=$4 P_START=${20}
}
alive() { process "$1" && [ "$P_START" = "$2" ] && case $P_STATE in Z | X) false ;; esac; }
as_found() { umask "$UMASK"; if [ "$LOCALE" = - ]; then unset LC_ALL; else LC_ALL=$LOCALE; fi; }
nap() { sleep 0.1 2>/dev/null || sleep 1; }
# == answers
say() { now; printf '%s %s %s %s %s %s\n' "$PROTOCOL" "$NONCE" "$IDENTITY" "$BOOT" "$NOW" "$*"; }
refuse() { say refused "$1"; }
# == what may be asked: the forms of the management command, nothing else
number() { case $1 in '' | 0?* | *[!0-9]* | ????????????????*) return 1 ;; esac; }
job_id() { case $1 in [!A-Za-z0-9]* | *[!A-Za-z0-9._=-]*) return 1 ;; esac; [ ${#1} -ge 1 ] && [ ${#1} -le 100 ]; }
unit_name() { case $1 in [!A-Za-z0-9_]* | *[!A-Za-z0-9_.-]*) return 1 ;; esac; [ ${#1} -ge 1 ] && [ ${#1} -le 64 ]; }
ipv4() {
  case $1 in *[!0-9.]* | *.) return 1 ;; esac
  IFS=.; set -- $1; IFS=' '
  [ $# -eq 4 ] || return 1
  for part; do number "$part" && [ "$part" -le 255 ] || return 1; done
}
may_read() {
  [ "$1 ${2-}" = 'status -unit' ] && unit_name "${3-}" || return 1
  case $#,${4-},${5-} in 3,, | 5,-target,unit | 5,-target,virtualserver) ;; *) false ;; esac
}
may_change() {
  [ $# -ge 3 ] && [ "$2" = -unit ] && unit_name "$3" || return 1
  [ "$1" != update ] || { [ $# -eq 3 ]; return; }
  [ $# -ge 5 ] && [ "$4" = -vs ] && ipv4 "$5" || return 1
  case $1,$#,${6-} in
    unmark,5, | detach,5, | block,5, | unblock,5, | start,5, | stop,5, | start,6,-lb | stop,6,-lb) ;;
    attach,7,-serviceip) ipv4 "$7" ;;
    mark,7,-comment) [ "$7" != "${7#@}" ] ;;
    *) false ;;
  esac
}
# == the job folder
flush() {
  FLUSH=file; sync "$1" 2>/dev/null && return
  FLUSH=dd; dd if=/dev/null of="$1" conv=notrunc,fsync 2>/dev/null && return
  FLUSH=all; sync
}
# why nothing could be written; the builtins do not tell, so a tool is made to fail the same way
why_not() {
  message=$( (mkdir "$JOBS/.try.$$" && dd if=/dev/zero of="$JOBS/.try.$$/t" bs=8192 count=1) 2>&1)
  rm -rf "$JOBS/.try.$$" 2>/dev/null
  case $message in *'No space'* | *uota*) WHY=noSpace ;; *) WHY=unwritable ;; esac
}
on_network() { # mkdir is not atomic, nor a flush a flush, on these: nfs smb cifs smb2 afs coda ncp ceph lustre gpfs gfs2 ocfs2 beegfs
  case $(stat -f -c %t "$JOBS" 2>/dev/null) in
    6969 | 517b | ff534d42 | fe534d42 | 5346414f | 6b414653 | 73757245 | 564c | c36400 | bd00bd0 | 47504653 | 1161970 | 7461636f | 19830326) ;;
    65735546) case $(df -PT "$JOBS" 2>/dev/null) in *fuse.sshfs* | *fuse.gluster* | *fuse.ceph* | *fuse.s3fs* | *fuse.rclone*) ;; *) false ;; esac ;;
    *) false ;;
  esac
}
open_jobs() {
  [ -r /proc/self/stat ] && read -r BOOT </proc/sys/kernel/random/boot_id || { BOOT=-; WHY=unsupported; return 1; }
  set_clock
  mkdir -p "$JOBS" 2>/dev/null && [ -d "$JOBS" ] || { why_not; return 1; }
  ! on_network || { WHY=networkFolder; return 1; }
  if ! [ -s "$JOBS/.identity" ]; then # the first one to link it has named the folder
    read -r name </proc/sys/kernel/random/uuid
    printf '%s\n' "$name" 2>/dev/null >"$JOBS/.identity.$$" && flush "$JOBS/.identity.$$"
    ln "$JOBS/.identity.$$" "$JOBS/.identity" 2>/dev/null
    rm -f "$JOBS/.identity.$$"
  fi
  { read -r IDENTITY <"$JOBS/.identity"; } 2>/dev/null && [ ${#IDENTITY} -eq 36 ] || { IDENTITY=-; why_not; return 1; }
  SETSID=$(command -v setsid) || SETSID=
}

# FILE -> fields boot up code at bytes run, false unless its last line is there: a torn record counts as none
record() {
  boot= up= code= at= bytes= run=
  while read -r key value; do
    case $key in
      boot) boot=$value ;; up) up=$value ;; code) code=$value ;; at) at=$value ;; bytes) bytes=$value ;; run) run=$value ;; end) return 0 ;;
    esac
  done 2>/dev/null <"$1"
  return 1
}
ended() { [ -e "$1/exit" ] && record "$1/exit" && STATE="ended $code $at $bytes"; }
# ID -> STATE (words of the answer), PIDS_OF (wrapper, its start, command, its start) where a process was recorded
look() {
  d=$JOBS/$1 PIDS_OF= STATE=absent
  [ -d "$d" ] || return 0
  [ ! -e "$d/void" ] || { STATE=void; return 0; }
  # written over its reserved room: a reader in between sees blanks first, then the rest, so the first key tells that all is there
  if record "$d/run" && [ -n "$boot" ]; then
    PIDS_OF=$run; set -- $run "$boot" "$at"
    ! ended "$d" || return 0
    [ "$5" = "$BOOT" ] || { STATE='lost rebooted 0' PIDS_OF=; return 0; }
    ! alive "$1" "$2" || { STATE="running $3 $6"; return 0; }
    ! ended "$d" || return 0 # it may have ended between the two looks
    if alive "$3" "$4"; then STATE='lost gone 1'; else STATE='lost gone 0'; fi
    return 0
  fi
  ! ended "$d" || return 0
  uptime_ms
  if record "$d/job"; then
    [ "$boot" = "$BOOT" ] || { STATE='lost rebooted 0'; return 0; }
    age=$((UPTIME_MS - up))
  else age=$(($(date +%s) * 1000 - $(date -r "$d" +%s 2>/dev/null || date +%s) * 1000)); fi
  if [ "$age" -le "$STARTING_MS" ]; then STATE=starting; else STATE='lost neverStarted 0'; fi
}
mark_void() { true 2>/dev/null >"$JOBS/$1/void"; }
# ID -> 0: the id is ours alone · 1: taken before · 2: cannot be taken (WHY). Everything that races, races here.
take() {
  mkdir "$JOBS/$1" 2>/dev/null && return
  [ ! -d "$JOBS/$1" ] || return 1
  why_not; return 2
}
# == launching
# FOLDER: space for what is written later is taken now, so that a disk that fills up meanwhile cannot lose the exit record
make_room() {
  room='                                                                                                                                '
  { true >>"$1/out" && printf '%s\n' "$room" >"$1/run" && printf '%s\n' "$room" >"$1/exit.new"; } 2>/dev/null
}
job_record() { uptime_ms; printf 'boot %s\nup %s\nargv %s\nend\n' "$BOOT" "$UPTIME_MS" "$1"; }
# ID WORDS -> 0: the id is ours alone, and its record is flushed · 1: taken before · 2: it cannot be written down (WHY), and nobody will start it
begin() {
  if [ -n "$NEXT" ] && kill -0 "$WRITER" 2>/dev/null; then begin_prepared "$@"; return; fi
  take "$1" || return
  d=$JOBS/$1
  job_record "$2" 2>/dev/null >"$d/job" && make_room "$d" && flush "$d/job" && return
  mark_void "$1"; why_not; return 2
}
begin_prepared() { # the record is flushed while the folder gets its name, which as with mkdir only one can give
  job_record "$2" >&7; exec 7>&-
  folder=$NEXT NEXT=
  if ln -sT "$folder" "$JOBS/$1" 2>/dev/null; then
    wait "$WRITER" && return
    mark_void "$1"; why_not; return 2
  fi
  rm -rf "${JOBS:?}/$folder"
  [ ! -d "$JOBS/$1" ] || return 1
  why_not; return 2
}
# The recorder: outlives app, connection and serving shell. TERM and HUP meet a handler, as an ignored signal would be inherited.
run_recorded() { # ID ARGV…
  trap : HUP TERM
  job=$1; shift
  process self; wrapper="$P_ID $P_START"
  (
    process self
    write_run
    as_found
    SHIRUBE_JOB=$IDENTITY/$job; export SHIRUBE_JOB
    exec $SETSID "$PROGRAM" "$@" 2>&1
  )
  conclude $?
}
# What cannot be written down is not run: without its record it would be declared void by the recorder.
write_run() {
  now; [ ! -e "$d/void" ] && printf 'boot %s\nat %s\nrun %s %s %s\nend\n' "$BOOT" "$NOW" "$wrapper" "$P_ID" "$P_START" 2>/dev/null 1<>"$d/run" ||
    { mark_void "$job"; exit 0; }
}
conclude() { # CODE: what did not say that it begins never began
  [ ! -e "$d/void" ] && record "$d/run" && [ -n "$boot" ] || { mark_void "$job"; exit 0; }
  code=$1; write_exit
}
write_exit() {
  wall_ms; size=$(wc -c <"$d/out") || size=0
  while [ -d "$d" ]; do # a full disk or a full process table must not lose the result
    { printf 'code %s\nat %s\nbytes %s\nend\n' "$code" "$WALL" "$((size))" 1<>"$d/exit.new"; } 2>/dev/null &&
      record "$d/exit.new" && flush "$d/exit.new" && mv "$d/exit.new" "$d/exit" && break
    sleep 1
  done
  flush "$d/exit"
}
# == the spare: recorder and command-to-be wait in their own processes and session, so that a launch only names the job to them
# They read one pipe that this shell alone writes; its end means that nobody needs them. Each job is named twice, once to each of them.
arm() {
  [ -n "$READY" ] || return 0
  arm_spare
  # launching works without, only slower
  [ -n "$NEXT" ] || [ "$PREPARES" = no ] || prepare || { rm -rf "${JOBS:?}/$NEXT"; NEXT= PREPARES=no; }
}
# A folder for the next job, and the tool that flushes its record already waiting for it: a launch then starts one tool, not two, and writes less.
prepare() {
  read -r name </proc/sys/kernel/random/uuid
  NEXT=.job.$name d=$JOBS/.job.$name
  printf '%s\n' "$NEXT" 2>/dev/null >"$JOBS/.prepared.$$" && mkdir "$d" 2>/dev/null && make_room "$d" && true >"$d/job" || return 1
  [ "$PREPARES" = yes ] || {
    ln -sT job "$d/pipe" 2>/dev/null && rm -f "$d/pipe" && dd if=/dev/null of="$d/job" conv=notrunc,fsync 2>/dev/null || return 1
    PREPARES=yes
  }
  mkfifo -m 600 "$d/pipe" 2>/dev/null && command exec 7<>"$d/pipe" 6<"$d/pipe" || return 1
  rm -f "$d/pipe"
  dd of="$d/job" conv=notrunc,fsync <&6 >/dev/null 2>/dev/null 6<&- 7>&- 9>&- &
  WRITER=$!
  exec 6<&-
}
unprepare() { [ -z "$NEXT" ] || { exec 7>&-; rm -rf "${JOBS:?}/$NEXT" "$JOBS/.prepared.$$"; }; }
# What killed sessions had prepared: void at once, as one may just have got its name and can never be started; gone after a day.
tidy() {
  set +f; set -- "$JOBS"/.prepared.*; set -f
  for path; do
    [ -f "$path" ] && ! kill -0 "${path##*.}" 2>/dev/null || continue
    name=; { read -r name <"$path"; } 2>/dev/null
    case $name in .job.*/* | .job.*.*) ;; .job.*)
      if [ -d "$JOBS/$name" ] && ! record "$JOBS/$name/job"; then
        mark_void "$name"
        [ $(($(date +%s) - $(date -r "$path" +%s 2>/dev/null || date +%s))) -gt 86400 ] || continue
        rm -rf "${JOBS:?}/$name"
      fi ;;
    esac
    rm -f "$path"
  done
}
arm_spare() {
  [ -z "$SPARE" ] && [ -n "$SETSID" ] || return 0
  pipe=$JOBS/.spare.$$
  mkfifo -m 600 "$pipe" 2>/dev/null && command exec 9<>"$pipe" 8<"$pipe"; opened=$?
  rm -f "$pipe"
  [ $opened -eq 0 ] || return 0 # launching works without, only slower
  (record_spare) <&8 >/dev/null 2>/dev/null 7>&- 8<&- 9>&- &
  SPARE=$!
  exec 8<&-
}
disarm() { SPARE=; exec 9>&-; }
record_spare() {
  trap : HUP TERM
  process self; wrapper="$P_ID $P_START"
  $SETSID sh "$0" "$JOBS" "$PROGRAM" --spare "$wrapper" "$UMASK" "$LOCALE" "$IDENTITY" "$BOOT" "$BASE_MS"
  said=$? word=
  while [ "$word" != job ]; do read -r word job _ || exit 0; done # it may have died within the first line
  d=$JOBS/$job
  conclude "$said"
}
become() { # WRAPPER UMASK LOCALE IDENTITY BOOT BASE_MS: waits for the job and becomes its command
  wrapper=$1 UMASK=$2 LOCALE=$3 IDENTITY=$4 BOOT=$5 BASE_MS=$6
  process self
  read -r _ job until words || exit 0
  d=$JOBS/$job
  uptime_ms; [ "$UPTIME_MS" -le "$until" ] || exit 0
  exec </dev/null >>"$d/out" 2>&1 || exit 0
  write_run
  as_found
  SHIRUBE_JOB=$IDENTITY/$job; export SHIRUBE_JOB
  exec "$PROGRAM" $words
}
late() { now; [ "$NOW" -gt "$1" ]; }
# WORDS are the argument list as sent (for the record); the rest is the list itself
launch() { # ID NOT-AFTER WORDS ARGV…
  id=$1 until=$2 words=$3; shift 3
  if [ ! -d "$JOBS/$id" ]; then
    [ -f "$PROGRAM" ] && [ -x "$PROGRAM" ] || { refuse noProgram; return; }
    ! late "$until" || { refuse late; return; }
    begin "$id" "$words"; begun=$?
    [ $begun -ne 2 ] || { refuse "$WHY"; return; }
    if [ $begun -eq 0 ]; then
      [ -z "$SPARE" ] || kill -0 "$SPARE" 2>/dev/null || disarm
      d=$JOBS/$id
      # who takes the id and then does not start leaves it void: no one else can start it either
      ! late "$until" || { mark_void "$id"; refuse late; return; }
      # an argument of other bytes cannot be named in a line
      case $SPARE,$words in
        ,* | *@*) (run_recorded "$id" "$@") </dev/null >>"$d/out" 2>/dev/null 7>&- 9>&- & ;;
        # its limit by uptime: this session may have set its clock anew since the other began to wait
        *) printf 'job %s %s %s\njob %s\n' "$id" "$((until - BASE_MS))" "$words" "$id" >&9; disarm ;;
      esac
    fi
  fi
  look "$id"; say state "$STATE"
}
take_void() { # ID
  if take "$1"; then mark_void "$1"; STATE=void; elif [ -d "$JOBS/$1" ]; then look "$1"; else refuse "$WHY"; return; fi
  say state "$STATE"
}
# == looking after it
list() {
  say list
  set +f; set -- "$JOBS"/*; set -f
  count=0
  for path; do
    id=${path##*/}
    if job_id "$id" && [ -d "$path" ]; then look "$id"; printf 'job %s %s\n' "$id" "$STATE"; count=$((count + 1)); fi
  done
  printf 'end %s\n' "$count"
}
follow() { # ID OFFSET SECONDS
  look "$1"; out=$JOBS/$1/out offset=$2
  case $STATE in absent | void) refuse noOutput; return ;; esac
  [ -e "$out" ] || [ "$STATE" = starting ] || { refuse noOutput; return; }
  now; stop=$((NOW + $3 * 1000)); say follow
  while :; do
    if ended "$JOBS/$1"; then more=end; else more=more; fi # looked for before the last read, or its last bytes would be missed
    size=$(wc -c 2>/dev/null <"$out") || size=0
    # what was written after the end is not the command's; what is missing cannot be announced
    [ $more = more ] || [ "$size" -le "$bytes" ] || size=$bytes
    if [ "$size" -gt "$offset" ]; then
      length=$((size - offset))
      printf 'data %s\n' "$length"
      tail -c +$((offset + 1)) "$out" | head -c "$length"
      offset=$size
    fi
    now
    if [ $more = end ] || [ "$NOW" -ge "$stop" ]; then break; fi
    nap
  done
  printf 'next %s %s\n' "$offset" "$more"
}
# ID -> LIVING: processes of the command, wherever they hid: by its session, by its recorder, by the mark in their environment
living() {
  LIVING= session=-
  set -- "$1" $PIDS_OF
  # no new process gets the number of a session that still has members: somebody else under it means that ours is empty
  if [ $# -eq 5 ] && { ! process "$4" || [ "$P_START" = "$5" ]; }; then session=$4; fi
  set +f; marked=$(grep -lzxF "SHIRUBE_JOB=$IDENTITY/$1" /proc/[0-9]*/environ 2>/dev/null | tr '\n' ' ')
  for path in /proc/[0-9]*; do
    pid=${path#/proc/}
    process "$pid" || continue
    case $P_STATE in Z | X) continue ;; esac
    case " $marked" in *" /proc/$pid/environ "*) LIVING="$LIVING $pid"; continue ;; esac
    [ "$P_SESSION" != "$session" ] || LIVING="$LIVING $pid"
  done
  set -f; set -- $LIVING; ALIVE=$#
}
until_gone() { # ID MS SIGNAL: sent again every time round, for what was born in between
  now; stop=$((NOW + $2))
  while living "$1"; [ "$ALIVE" -gt 0 ] && now && [ "$NOW" -lt "$stop" ]; do kill "-$3" $LIVING 2>/dev/null; nap; done
}
interrupt() { # ID GRACE-MS
  look "$1"; forced=0 ALIVE=0
  case $STATE in
    absent | void | starting | 'lost rebooted'*) ;;
    *)
      living "$1"
      [ "$ALIVE" -eq 0 ] || { kill -TERM $LIVING 2>/dev/null; until_gone "$1" "$2" 0; }
      [ "$ALIVE" -eq 0 ] || { forced=1; until_gone "$1" 2000 KILL; }
      now; stop=$((NOW + 2000)); look "$1" # the recorder needs a moment to write down the end
      while [ "$ALIVE" -eq 0 ] && now && [ "$NOW" -lt "$stop" ]; do case $STATE in running*) nap; look "$1" ;; *) break ;; esac; done ;;
  esac
  say interrupt "$ALIVE" "$forced" "$STATE"
}
read_only() { # SECONDS ARGV…
  limit=$1; shift
  [ -f "$PROGRAM" ] && [ -x "$PROGRAM" ] || { refuse noProgram; return; }
  if command -v timeout >/dev/null; then TIMEOUT="timeout -k 2 $limit"; else TIMEOUT=; fi
  say reading; now; stop=$((NOW + limit * 1000))
  (as_found; exec $TIMEOUT "$PROGRAM" "$@") </dev/null 2>&1 7>&- 9>&-
  code=$?; now
  if [ "$NOW" -ge "$stop" ]; then out_of_time=1; else out_of_time=0; fi
  printf '\n'; say read "$code" "$out_of_time"
}
sweep() { # DAYS ID…
  now; before=$((NOW - $1 * 86400000)) count=0; shift
  for id; do
    look "$id"
    case $STATE in ended*) if [ "$at" -le "$before" ] && [ -e "$d/out" ]; then rm -f "$d/out" && count=$((count + 1)); fi ;; esac
  done
  say swept "$count"
}
probe() {
  set_clock; flush "$JOBS/.identity"; free=$(df -Pk "$JOBS" 2>/dev/null | { read -r _; read -r _ _ _ kib _; echo "${kib-}"; }); number "$free" || free=-
  if [ -f "$PROGRAM" ] && [ -x "$PROGRAM" ]; then found=1; else found=0; fi
  sum=$(sha256sum "$0" 2>/dev/null); sum=${sum%% *}; [ ${#sum} -eq 64 ] || sum=-
  say probe "$VERSION" "$FLUSH" "$([ -z "$SETSID" ]; echo $?)" "$found" "$free" "$sum"
}
# == requests
# LINE -> its answer. False where what follows can no longer be told from a request, so the session must end.
request() {
  NONCE=-
  case $1 in *[!A-Za-z0-9._:/@=\ -]* | ' '* | *' ' | *'  '* | '') refuse badWord; return 1 ;; esac
  [ ${#1} -le 8192 ] || { refuse badWord; return 1; }
  words=$1; set -- $1
  case $1 in *[!A-Za-z0-9]* | ?????????????????????????????????*) refuse badRequest; return 1 ;; esac
  NONCE=$1; shift
  left=$# # payloads are taken off the stream before anything is judged, so that a refusal leaves the session in step
  while [ "$left" -gt 0 ]; do
    word=$1; shift; left=$((left - 1))
    case $word in @*)
      number "${word#@}" && [ "${word#@}" -le $PAYLOAD_MAX ] || { refuse badWord; return 1; }
      bytes=$({ dd bs=1 count="${word#@}"; printf .; } 2>/dev/null); bytes=${bytes%.}
      [ "${#bytes}" -eq "${word#@}" ] || { refuse badWord; return 1; }
      word=$bytes ;;
    esac
    set -- "$@" "$word"
  done
  dispatch "${words#* }" "$@" || refuse badRequest
  return 0
}
dispatch() { # WORDS VERB ARGUMENTS… -> false where this is no request
  words=${1#* * * } verb=${2-}; shift; [ $# -eq 0 ] || shift
  case $verb in launch | state | void | follow | interrupt) job_id "${1-}" || { refuse badId; return 0; } ;; esac
  case $verb,$# in
    serve,0 | probe,0 | list,0) "$verb" ;;
    serve,1) [ "$1" = ready ] && READY=1 && serve ;;
    state,1) look "$1"; say state "$STATE" ;;
    void,1) take_void "$1" ;;
    follow,3) number "$2" && number "$3" && [ "$3" -le 25 ] && follow "$@" ;;
    interrupt,2) number "$2" && [ "$2" -le 60000 ] && interrupt "$@" ;;
    launch,[3-9] | launch,??) number "$2" || return 1
      may_change $words || { refuse badCommand; return 0; }
      id=$1 until=$2; shift 2; launch "$id" "$until" "$words" "$@" ;;
    read,[2-9] | read,??) number "$1" && [ "$1" -ge 1 ] && [ "$1" -le 600 ] || return 1
      limit=$1; shift
      may_read "$@" || { refuse badCommand; return 0; }
      read_only "$limit" "$@" ;;
    sweep,?*) [ $# -ge 1 ] && number "$1" && [ "$1" -le 36500 ] || return 1
      days=$1; shift
      for id; do job_id "$id" || { refuse badId; return 0; }; done
      sweep "$days" "$@" ;;
    *) false ;;
  esac
}
serve() {
  say serve
  [ -z "$READY" ] || tidy
  arm
  while IFS= read -r line; do request "$line" || break; arm; done # a line cut off before its end is never carried out
  unprepare
}

[ "${3-}" != --spare ] || { shift 3; become "$@"; }
line=${SSH_ORIGINAL_COMMAND-}
echo # whatever the login printed, answers begin a line
if [ $# -gt 2 ]; then shift 2; line=$*; fi
open_jobs || { case $line in *[!A-Za-z0-9\ ]*) ;; *) NONCE=${line%% *} ;; esac; refuse "$WHY"; exit 1; }
request "$line"
