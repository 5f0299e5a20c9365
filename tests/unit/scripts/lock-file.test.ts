import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> }

/** The folders where a package's dependency may be, nearest first: its own, then those of the packages around it. */
function placesFor(path: string, dependency: string): string[] {
  const around = path.lastIndexOf('/node_modules/')
  const here = `${path === '' ? '' : `${path}/`}node_modules/${dependency}`
  if (path === '') return [here]
  return [here, ...placesFor(around < 0 ? '' : path.slice(0, around), dependency)]
}

it('the lock file names the packages of every platform, or npm ci refuses it elsewhere', () => {
  const missing = Object.entries(locked).flatMap(([path, { dependencies, optionalDependencies }]) => (
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter(name => !placesFor(path, name).some(place => place in locked))
      .map(name => `${name} (of ${path})`)
  ))
  expect(missing).toEqual([])
})
