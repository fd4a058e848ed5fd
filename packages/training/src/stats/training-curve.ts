// training-curve: how well a learner did after each pass over the training rows

export type Epoch = {
  epoch: number;
  trainLoss: number;
  validationLoss: number;
  trainAccuracy: number;
  validationAccuracy: number;
};
