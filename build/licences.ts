import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

interface Package {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly text: string
}

/** Whatever stylesheets take in leaves no module behind in the bundle. */
const inStyles = ['tailwindcss', '@bitrix24/b24ui-nuxt']

/** Lists the licences of everything that ends up in the bundle, as `licenses.txt` beside it. */
export function listLicences(): Plugin {
  return {
    name: 'unread:licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const folders = new Set(inStyles.map(name => resolve('node_modules', name)))
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        for (const id of file.moduleIds) {
          const folder = packageFolder(id)
          if (folder !== null) folders.add(folder)
        }
      }
      const packages = [...folders].map(readPackage).toSorted((a, b) => a.name.localeCompare(b.name))
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: packages.map(entryOf).join('\n\n---\n\n') })
    },
  }
}

/** `…/node_modules/@scope/name` of a module's path; null for one of ours. */
function packageFolder(id: string): string | null {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null
}

/** @throws for a package without a licence: nobody may ship it unseen */
function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<Package>
  if (name === undefined || version === undefined || typeof license !== 'string') {
    throw new Error(`${folder}/package.json names no licence.`)
  }
  return { name, version, license, text: licenceText(folder) }
}

/** Empty where the package brings none: then the name of its licence has to do. */
function licenceText(folder: string): string {
  const file = readdirSync(folder).find(name => /^licen[cs]e/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
}

const entryOf = ({ name, version, license, text }: Package) => (
  `${name} ${version}\nLicence: ${license}\n${text === '' ? '' : `\n${text}`}`.trim()
)
