import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ReadmeAppOptions {
  framework: 'react' | 'vue'
  /** Life of a credential in seconds, in place of the README's. */
  ttl: number
}

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** What the template of Vite has, and the README does not show. */
const templates = {
  react: {
    main: 'main.tsx',
    app: 'src/App.tsx',
    code: `import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import App from './App.tsx'

createRoot(document.querySelector('main')!).render(<StrictMode><App /></StrictMode>)
`,
  },
  vue: {
    main: 'main.ts',
    app: 'src/App.vue',
    code: `import { createApp } from 'vue'
import App from './App.vue'

createApp(App).mount('main')
`,
  },
}

/** Writes the app of the README into a folder of its own, and returns that. Packages are found through a link. */
export async function writeReadmeApp({ framework, ttl }: ReadmeAppOptions): Promise<string> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8')
  const { main, app, code } = templates[framework]
  let config = fileOf(readme, 'vite.config.ts').replace('ttl: 30', `ttl: ${ttl}`)
  // As the README says in words.
  if (framework === 'vue') config = config.replace("react from '@vitejs/plugin-react'", "vue from '@vitejs/plugin-vue'")
  if (framework === 'vue') config = config.replace('react()', 'vue()')
  if (!config.includes(`${framework}(), freshiceEmulator({ ttl: ${ttl} })`))
    throw new Error(`Not as expected: ${config}`)

  const root = await mkdtemp(join(tmpdir(), 'freshice-readme-'))
  await mkdir(join(root, 'src'))
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'))
  const files = {
    'vite.config.ts': config,
    [app]: fileOf(readme, app),
    'src/connect.ts': fileOf(readme, 'src/connect.ts'),
    [`src/${main}`]: code,
    'index.html': `<!doctype html><title>README</title><link rel="icon" href="data:,"><main></main><script type="module" src="/src/${main}"></script>`,
  }
  for (const [file, text] of Object.entries(files)) await writeFile(join(root, file), text)
  return root
}

/** The block of a page whose first line is a comment with the name of the file. */
function fileOf(page: string, file: string): string {
  const name = file.replaceAll('.', '\\.')
  const code = new RegExp(`^\`\`\`\\w+\\n((?:// ${name}|<!-- ${name} -->)\\n[\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1]
  if (code === undefined) throw new Error(`The README has no ${file}.`)
  return code
}
