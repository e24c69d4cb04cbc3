import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from '../../lib/run-command';

/** Folders that containerd and the kubelet write to whatever their settings. The cluster gets its own, so the machine's do not change. */
const COVERED_FOLDERS = ['/run', '/var/lib', '/var/log'] as const;

/**
 * Kernel settings that the kubelet changes, for the whole machine, if they have other values
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

/** Covers folders and kernel settings by mounts, so that the cluster changes nothing on the machine. Needs a separate mount namespace. */
export async function shieldMachine(work: string): Promise<void> {
  for (const folder of COVERED_FOLDERS) await runCommand('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', folder]);
  // For network namespaces of pods, and for the lock of iptables.
  for (const folder of ['/run/netns', '/run/lock']) mkdirSync(folder);
  // The kernel lets a pod with its own users mount a new /proc only if one is visible that nothing covers (mount_too_revealing).
  mkdirSync('/run/proc');
  await runCommand('mount', ['-t', 'proc', 'proc', '/run/proc']);
  const settings = join(work, 'kernel-settings');
  mkdirSync(settings);
  for (const [file, value] of Object.entries(KUBELET_SETTINGS)) {
    const replacement = join(settings, basename(file));
    writeFileSync(replacement, `${value}\n`);
    await runCommand('mount', ['--bind', replacement, file]);
  }
}
