import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Asset {
  type: string
  body: string | Uint8Array
}

const PAGE = fileURLToPath(new URL('../page/', import.meta.url))

let built: Promise<ReadonlyMap<string, Asset>> | undefined

/** The portal's page, its script and its style, by path: built once, whatever the number of portals. */
export function pageAssets(): Promise<ReadonlyMap<string, Asset>> {
  built ??= buildAssets()
  return built
}

async function buildAssets(): Promise<ReadonlyMap<string, Asset>> {
  const [html, bundle] = await Promise.all([
    readFile(`${PAGE}index.html`),
    build({
      entryPoints: [`${PAGE}main.ts`, `${PAGE}main.css`],
      outdir: '/',
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      logLevel: 'silent',
    }),
  ])
  const assets = new Map<string, Asset>([['/', { type: 'text/html', body: html }]])
  for (const file of bundle.outputFiles) {
    const isScript = file.path.endsWith('.js')
    assets.set(isScript ? '/main.js' : '/main.css', { type: isScript ? 'text/javascript' : 'text/css', body: file.contents })
  }
  return assets
}
