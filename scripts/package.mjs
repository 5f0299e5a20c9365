import { writeFileSync } from 'node:fs'
import { staticApp } from './static-app.mjs'

/* Packs dist/ as a static local app, which Bitrix24 hosts itself. It appears in the left menu only. */
const archive = staticApp(new URL('../dist', import.meta.url).pathname)
writeFileSync('unread.zip', archive)
console.log(`unread.zip, ${(archive.length / 1024).toFixed(0)} KiB`)
