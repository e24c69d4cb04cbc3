/**
 * The script in a container of the published variants: it registers an agent, runs one job and always removes the agent. It is
 * written from scratch, but has the same effect as the start.sh of Microsoft's documentation with `--once`
 * (MicrosoftDocs/azure-devops-docs docs/pipelines/agents/docker.md; Azure-Samples/container-apps-ci-cd-runner-tutorial
 * azure-pipelines-agent/start.sh): as long as Azure DevOps refuses the removal, it tries again every 30 s, and it has no idle limit.
 * It does not download the agent at each start, because the image contains it. That favours these variants.
 */
export const START_SCRIPT = `
set -e
cd /azp/agent
remove_agent() {
  trap '' EXIT
  until ./config.sh remove --unattended --auth PAT --token "$AZP_TOKEN"; do sleep 30; done
}
trap 'remove_agent; exit 0' EXIT
trap 'remove_agent; exit 130' INT
trap 'remove_agent; exit 143' TERM
./config.sh --unattended --acceptTeeEula --replace --agent "\${AZP_AGENT_NAME:-$(hostname)}" --url "$AZP_URL" \\
  --auth PAT --token "$AZP_TOKEN" --pool "$AZP_POOL" --work /azp/_work & wait $!
./run.sh --once & wait $!
`;

/**
 * The script for blue-agent, after clemlesne/blue-agent src/docker/start.sh. 60 s after the start of the agent, a second process
 * tries to remove it, every 15 s as long as Azure DevOps refuses because the agent has a job. So an agent without a job stays for a
 * minute. Here it runs `run.sh` instead of `run-docker.sh`, which differs only by updates of the agent.
 */
export const RETAINING_START_SCRIPT = `
set -e
cd /azp/agent
remove_agent() {
  until ./config.sh remove --unattended --auth PAT --token "$AZP_TOKEN"; do sleep 15; done
}
./config.sh --unattended --acceptTeeEula --replace --agent "$AZP_AGENT_NAME" --url "$AZP_URL" \\
  --auth PAT --token "$AZP_TOKEN" --pool "$AZP_POOL" --work /azp/_work & wait $!
trap 'remove_agent; exit 0' EXIT
trap 'remove_agent; exit 130' INT
trap 'remove_agent; exit 143' TERM
sleep 60 && remove_agent &
./run.sh --once & wait $!
`;
