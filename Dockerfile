# The same steps as on a bare machine: `make setup` builds, and the small image runs what it built.

FROM node:22-bookworm-slim AS node

FROM python:3.11-slim-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && apt-get update -q && apt-get install -y -q --no-install-recommends make
WORKDIR /srv/birthwords
COPY . .
RUN make setup && rm -rf node_modules

FROM python:3.11-slim-bookworm
WORKDIR /srv/birthwords
COPY setup setup
RUN setup/system.sh run python3 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --home-dir /srv/birthwords birthwords \
    && install -d -o birthwords /data
COPY --from=build /srv/birthwords .
RUN chown -R birthwords build/fontconfig
USER birthwords
ENV BIRTHWORDS_DATA=/data PATH=/srv/birthwords/.venv/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s CMD ["python", "-c", \
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["birthwords", "serve", "--host", "0.0.0.0", "--port", "8000"]
