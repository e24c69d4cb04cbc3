# Adds licences to an image of docker/Dockerfile before it is published. Context: the folder that write-licences.mjs wrote.
ARG IMAGE
# hadolint ignore=DL3006
FROM ${IMAGE}
COPY *.txt /usr/share/doc/azure-pipelines-agents-aks/
