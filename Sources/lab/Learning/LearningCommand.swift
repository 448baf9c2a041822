import ArgumentParser

/// `lab learning …`: classifiers, waves and criticism on labelled data.
struct LearningCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning", abstract: "Classifiers, waves and criticism on labelled data.",
        subcommands: [
            LearningBursts.self, LearningCriticism.self,
            LearningSentiment.self, LearningOffence.self, LearningTrain.self, LearningCard.self,
            LearningCorrect.self,
        ])
}
