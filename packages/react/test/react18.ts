import { registerHooks } from 'node:module'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

// Packages that Vitest leaves to Node, as Testing Library and SWR, get React 18 too: the aliases of Vite do not reach them.
const parent = pathToFileURL(join(import.meta.dirname, '..') + sep).href

registerHooks({
  resolve(specifier, context, next) {
    const [, name, path = ''] = /^(react|react-dom)(\/.*)?$/.exec(specifier) ?? []
    return name ? next(`${name}-18${path}`, { ...context, parentURL: parent }) : next(specifier, context)
  },
})
