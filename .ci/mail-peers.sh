#!/bin/bash
# Real mail servers for the mail tests: Debian's Postfix and Dovecot with a throw-away setup on loopback.
#   .ci/mail-peers.sh          install what is missing, start, print the line to export
#   .ci/mail-peers.sh stop     end them and remove their folder
# The machine's own /etc/postfix and /etc/dovecot are neither read nor changed. No mail can leave the machine: the only domains are
# exempelby.test (Dovecot's mailboxes), smtp.exempelby.test and lmtp.exempelby.test (handed to the listener that a test starts).
set -euo pipefail

folder=${OMBUD_MAIL_PEERS:-/tmp/ombud-mail-peers}
base=${OMBUD_MAIL_PEERS_PORT:-22000}
smtp=$((base + 25)) submission=$((base + 587)) imap=$((base + 143)) listenSmtp=$((base + 26)) listenLmtp=$((base + 24))
postfix_config=$folder/postfix dovecot_config=$folder/dovecot.conf

stop() {
  [ -d "$postfix_config" ] && postfix -c "$postfix_config" stop >/dev/null 2>&1 || true
  [ -s "$folder/run/master.pid" ] && doveadm -c "$dovecot_config" stop >/dev/null 2>&1 || true
  for _ in $(seq 50); do [ -s "$folder/run/master.pid" ] && sleep 0.1 || break; done
}

if [ "$(id -u)" != 0 ]; then echo "mail-peers: root is needed, because Postfix and Dovecot change user" >&2; exit 1; fi
if [ "${1:-start}" = stop ]; then stop; rm -rf "$folder"; exit 0; fi

if ! command -v postfix dovecot >/dev/null || [ ! -x /usr/lib/dovecot/lmtp ] || [ ! -x /usr/lib/dovecot/imap ]; then
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 # runlevel 1: the packages don't start services of their own
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends postfix dovecot-imapd dovecot-lmtpd openssl >&2
fi

stop
rm -rf "$folder"
mkdir -p "$folder"/{run,log,queue/private,state,postfix}
install -d -m 700 -o mail -g mail "$folder/mail"
chown postfix "$folder/state" "$folder/queue/private"
chmod 700 "$folder/queue/private"
password=$(openssl rand -hex 16)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 7 -subj /CN=mail.exempelby.test \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$folder/key.pem" -out "$folder/cert.pem" 2>/dev/null
chmod 600 "$folder/key.pem"

# One line a person; everyone's mail is owned by the user `mail`.
for person in kontaktcenter asa; do
  echo "$person@exempelby.test:{PLAIN}$password:$(id -u mail):$(id -g mail)::$folder/mail/$person::"
done >"$folder/people"
chown root:dovecot "$folder/people"; chmod 640 "$folder/people"

cat >"$dovecot_config" <<EOF
base_dir = $folder/run
instance_name = ombud-peers
log_path = $folder/log/dovecot
listen = 127.0.0.1
protocols = imap lmtp
ssl = required
ssl_cert = <$folder/cert.pem
ssl_key = <$folder/key.pem
auth_mechanisms = plain
first_valid_uid = 1
recipient_delimiter = +
mail_location = maildir:%h
lmtp_save_to_detail_mailbox = no
passdb {
  driver = passwd-file
  args = $folder/people
}
userdb {
  driver = passwd-file
  args = $folder/people
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  unix_listener $folder/queue/private/mailboxes {
    user = postfix
    mode = 0600
  }
}
service auth {
  unix_listener $folder/queue/private/people {
    user = postfix
    mode = 0600
  }
}
EOF

cat >"$postfix_config/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/state
maillog_file = $folder/log/postfix
maillog_file_prefixes = $folder
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.exempelby.test
mydestination =
alias_maps =
local_recipient_maps =
local_transport = error:5.1.1 there are no local people
default_transport = error:5.7.1 nothing leaves this machine
virtual_mailbox_domains = exempelby.test
virtual_mailbox_maps = inline:{kontaktcenter@exempelby.test=yes, asa@exempelby.test=yes, flyttad@exempelby.test=yes}
virtual_transport = lmtp:unix:private/mailboxes
relay_domains = smtp.exempelby.test, lmtp.exempelby.test
transport_maps = inline:{smtp.exempelby.test=smtp:[127.0.0.1]:$listenSmtp, lmtp.exempelby.test=lmtp:inet:127.0.0.1:$listenLmtp}
recipient_delimiter = +
message_size_limit = 41943040
mailbox_size_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
smtpd_tls_cert_file = $folder/cert.pem
smtpd_tls_key_file = $folder/key.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/people
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_peername_lookup = no
disable_dns_lookups = yes
EOF

cat >"$postfix_config/master.cf" <<EOF
127.0.0.1:$smtp inet n - n - - smtpd
127.0.0.1:$submission inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_tls_auth_only=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
flush unix n - n 1000? 0 flush
scache unix - - n - 1 scache
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
EOF

dovecot -c "$dovecot_config"
postfix -c "$postfix_config" start 2>/dev/null
for port in $smtp $submission $imap; do
  for attempt in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    if [ "$attempt" = 100 ]; then tail -5 "$folder"/log/* >&2; echo "mail-peers: nothing answers on port $port" >&2; exit 1; fi
    sleep 0.1
  done
done
cat >"$folder/peers.json" <<EOF
{ "smtp": $smtp, "submission": $submission, "imap": $imap, "listenSmtp": $listenSmtp, "listenLmtp": $listenLmtp,
  "domain": "exempelby.test", "password": "$password", "certificate": "$folder/cert.pem" }
EOF
chmod 600 "$folder/peers.json"
echo "export OMBUD_MAIL_PEERS=$folder"
