# The server, the simulator and the command line in one image.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY src src
COPY firmware-sim firmware-sim
# The PostgreSQL of the demo and the tests stays behind.
RUN mvn -B -q process-classes && rm target/lib/embedded-postgres-binaries-*

FROM eclipse-temurin:25-jre
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /opt/mogador mogador \
 && install -d -o mogador /flash /secrets
COPY --from=build /build/target/lib /opt/mogador/lib
COPY --from=build /build/target/classes /opt/mogador/classes
COPY --chmod=755 deploy/mogador.sh /usr/local/bin/mogador
USER mogador
WORKDIR /opt/mogador
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["mogador"]
CMD ["serve"]
