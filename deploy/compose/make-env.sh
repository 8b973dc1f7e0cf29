#!/bin/sh
# Prints the secrets that docker-compose.yml asks for, made at random:
#   (umask 077 && sh deploy/compose/make-env.sh > .env)
# Keep CLOUD_ENCRYPTION_KEY: without it stored credentials cannot be opened. The database and the
# broker take their passwords when they first start, so a later change must be made in them, too.
set -eu
for name in \
  CLOUD_ENCRYPTION_KEY \
  SKYLEDGER_ADMIN_TOKEN \
  POSTGRES_PASSWORD \
  DATABASE_OWNER_PASSWORD \
  DATABASE_SERVICE_PASSWORD \
  RABBITMQ_PASSWORD \
  GRAFANA_PASSWORD; do
  printf '%s=%s\n' "$name" "$(openssl rand -hex 32)"
done
