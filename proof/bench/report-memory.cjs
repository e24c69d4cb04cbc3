// Preloaded into a measured program. Writes its peak memory, in KiB, to file descriptor 3 when it exits.
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
