import process from 'node:process'

/** What is shipped; the other run looks at everything. */
const isProduction = process.argv.includes('--production')

/** @type {import('knip').KnipConfig} */
export default {
  entry: ['emulator/page/main.ts', 'build/sdk/*.ts', 'scripts/*.mjs', 'tests/bench/*.ts', 'tests/bench/bare/main.ts'],
  project: ['src/**/*.{ts,vue}!', '{emulator,build,scripts,screens,tests}/**/*.{ts,mjs}'],
  // Tests may look at what a file of the app keeps to itself otherwise; nothing is there for them alone.
  ignoreExportsUsedInFile: isProduction,
  tags: isProduction ? ['-testOnly'] : [],
  ignoreDependencies: [
    // Fonts for the tests, found by their paths.
    '@fontsource/.+',
    // The SDK brings it; a test compares it with what is built instead.
    'qs-esm',
  ],
  ignoreBinaries: ['fc-list'],
}
