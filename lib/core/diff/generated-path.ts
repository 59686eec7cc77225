const lockFile =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|Gemfile\.lock|composer\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|pdm\.lock|flake\.lock|mix\.lock|pubspec\.lock|Podfile\.lock|packages\.lock\.json|gradle\.lockfile|go\.sum)$/u;
const generatedName =
  /(?:\.min\.(?:js|mjs|css)|\.(?:js|mjs|css|ts)\.map|\.bundle\.js|\.snap|\.pb\.(?:go|cc|h)|_pb2(?:_grpc)?\.pyi?|\.g\.dart|\.generated\.\w+|\.designer\.cs)$/iu;
const generatedFolder = /(?:^|\/)(?:dist|node_modules|_?vendor|vendored|third_party|bower_components|__snapshots__)\//u;

/** Whether a file is written by a tool or brought in from elsewhere, by its path: lock files, minified code, snapshots, vendored code. */
export function isGeneratedPath(path: string): boolean {
  return lockFile.test(path) || generatedName.test(path) || generatedFolder.test(path);
}
