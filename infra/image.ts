// image: the Dockerfile, built where `sst deploy` runs and kept in a registry of the stage's own
export function create(
  name: string,
  { forceDelete }: { forceDelete: boolean },
) {
  const repository = new aws.ecr.Repository(`${name}Repository`, {
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
  return { ref: image.ref, pull };
}

export * as Image from "./image";
