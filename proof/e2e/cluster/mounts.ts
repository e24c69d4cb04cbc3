import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from '../../lib/run-command';

/** Folders that container runtime and kubelet write to whatever they are told; the machine's own stay as they are. */
const OWN_FOLDERS = ['/run', '/var/lib', '/var/log'] as const;

/**
 * Settings of the kernel that the kubelet makes, for the whole machine, where it finds other ones
 * (kubernetes pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables).
 */
const KUBELET_SETTINGS: Readonly<Record<string, string>> = {
  '/proc/sys/vm/overcommit_memory': '1',
  '/proc/sys/vm/panic_on_oom': '0',
  '/proc/sys/kernel/panic': '10',
  '/proc/sys/kernel/panic_on_oops': '1',
  '/proc/sys/kernel/keys/root_maxkeys': '1000000',
  '/proc/sys/kernel/keys/root_maxbytes': '25000000',
};

/** Sees to it, in a mount namespace of its own, that the cluster writes nothing outside of its folders. */
export async function shieldMachine(work: string): Promise<void> {
  for (const folder of OWN_FOLDERS) await runCommand('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', folder]);
  // Locks of iptables, network namespaces, DNS of containers.
  for (const folder of ['/run/netns', '/run/lock']) mkdirSync(folder);
  const settings = join(work, 'kernel-settings');
  mkdirSync(settings);
  for (const [file, value] of Object.entries(KUBELET_SETTINGS)) {
    const own = join(settings, basename(file));
    writeFileSync(own, `${value}\n`);
    await runCommand('mount', ['--bind', own, file]);
  }
}
