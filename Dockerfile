# The site and its worker; compose.yaml runs it. Read-only but for VAR_DIR and /tmp.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=knowledge.settings.production \
    VAR_DIR=/var/lib/practices \
    STATIC_ROOT=/srv/practices/static

RUN useradd --system --uid 10001 practices && install -d -o practices -g practices /var/lib/practices
WORKDIR /srv/practices

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY manage.py DATA_LICENSES.md ./
COPY knowledge knowledge
COPY practices practices
COPY search search
COPY templates templates
# The three names are needed to start at all; none of them is kept.
RUN export SECRET_KEY=- ALLOWED_HOSTS=- SITE_URL=- VAR_DIR=/tmp/build \
    && python manage.py translations --compile \
    && python manage.py collectstatic --no-input \
    && rm -r /tmp/build

USER practices
EXPOSE 8000
CMD ["gunicorn", "knowledge.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
