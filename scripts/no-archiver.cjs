// Stands in for the package archiver in the bundled synth, see build.mjs.
module.exports = () => {
  throw new Error('assets of type ARCHIVE need the package archiver: remove its alias in scripts/build.mjs');
};
