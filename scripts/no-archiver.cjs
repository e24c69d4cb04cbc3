// Stands in for the package archiver in the bundled synth, see bundle.mjs.
module.exports = () => {
  throw new Error('assets of type ARCHIVE need the package archiver: remove the alias in scripts/bundle.mjs');
};
