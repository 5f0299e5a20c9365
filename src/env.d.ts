/** The version in package.json. Vite puts it in. */
declare const appVersion: string
