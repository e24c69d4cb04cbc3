#!/bin/bash
# Saves variables for jobs: PATH in .path, others in .env.
touch .env
echo "$PATH" >.path
for name in LANG JAVA_HOME ANT_HOME M2_HOME ANDROID_HOME GRADLE_HOME NVM_BIN NVM_PATH VSTS_HTTP_PROXY LD_LIBRARY_PATH PERL5LIB AGENT_TOOLSDIRECTORY; do
  if [ -n "${!name:-}" ] && ! grep -q "^$name=" .env; then
    echo "$name=${!name}" >>.env
  fi
done
