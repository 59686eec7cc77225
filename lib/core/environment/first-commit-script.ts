/**
 * A POSIX shell script that makes the folder it runs in a git repository of one commit, with every file in it, ignored
 * ones too, as a checkout would have. The commit's time is fixed, so equal files give an equal commit.
 */
export const firstCommitScript = `set -e
export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE=2000-01-01T00:00:00Z GIT_COMMITTER_DATE=2000-01-01T00:00:00Z
git init --quiet --template= --initial-branch=main .
git config user.name assay
git config user.email assay@localhost
git config gc.auto 0
git -c core.safecrlf=false add --all --force .
git commit --quiet --allow-empty --no-verify --message='The repository at its base commit'
`;
