/**
 * What a container of the published variants runs: register, run one job, remove the agent again, whatever happens.
 * Written anew, equal in effect to the start.sh of Microsoft's documentation with `--once` (MicrosoftDocs/azure-devops-docs
 * docs/pipelines/agents/docker.md; Azure-Samples/container-apps-ci-cd-runner-tutorial azure-pipelines-agent/start.sh): it
 * removes for ever, every 30 s, for as long as Azure DevOps refuses, and knows no idle limit. What is left out is the
 * download of the agent at each start: here it is in the image, to the advantage of these variants.
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
 * The same for blue-agent, after clemlesne/blue-agent src/docker/start.sh: 60 s after the agent has started, a second
 * process tries to remove it, every 15 s until Azure DevOps no longer refuses because the agent has a job. An agent
 * without a job is so retained for a minute. `run-docker.sh` is `run.sh` here; it differs by updates of the agent.
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
