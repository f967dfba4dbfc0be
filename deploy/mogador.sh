#!/bin/sh
# Runs Mogador within its image.
# shellcheck disable=SC2086 # the options are meant to be split
exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  ${MOGADOR_JAVA_OPTS:-} -cp "/opt/mogador/classes:/opt/mogador/lib/*" mogador.app.Main "$@"
