// image: the Dockerfile, built where `sst deploy` runs and kept in a registry of the stage's own
export function create(
  name: string,
  { forceDelete }: { forceDelete: boolean },
) {
  const repository = new aws.ecr.Repository(`${name}Repository`, {
    name: repositoryName($app.name, $app.stage, name),
    forceDelete,
  });
  const newestTen = {
    rulePriority: 1,
    selection: {
      tagStatus: "any",
      countType: "imageCountMoreThan",
      countNumber: 10,
    },
    action: { type: "expire" },
  };
  new aws.ecr.LifecyclePolicy(`${name}RepositoryLifecycle`, {
    repository: repository.name,
    policy: JSON.stringify({ rules: [newestTen] }),
  });
  const login = aws.ecr.getAuthorizationTokenOutput({
    registryId: repository.registryId,
  });
  const image = new dockerbuild.Image(`${name}Image`, {
    context: { location: $cli.paths.root },
    platforms: ["linux/amd64"],
    tags: [$interpolate`${repository.repositoryUrl}:latest`],
    push: true,
    registries: [
      {
        address: login.proxyEndpoint,
        username: login.userName,
        password: $util.secret(login.password),
      },
    ],
  });
  const pull = [
    // AWS has no narrower resource for this one.
    { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: [repository.arn],
    },
  ];
  // Batch takes a tag or a digest, and `image.ref` holds both. The digest changes with every build.
  const ref = $interpolate`${repository.repositoryUrl}@${image.digest}`;
  return { ref, pull };
}

// ECR takes lower-case words between single hyphens; names that are made automatically hold capitals.
export const repositoryName = (...parts: string[]) =>
  parts
    .join("-")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-");

export * as Image from "./image";
